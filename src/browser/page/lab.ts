export { theme } from "./theme.ts";
export { shortcuts } from "./shortcuts.ts";
export { announce } from "./announce.ts";
export { tell } from "./tell.ts";
import { watch } from "./connection.ts";
import { wholeFields } from "./fields.ts";
import { keepPopoversInView } from "./popovers.ts";

watch();
wholeFields();
keepPopoversInView();
