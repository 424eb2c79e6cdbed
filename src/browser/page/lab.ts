export { shortcuts } from "./shortcuts.ts";
export { announce } from "./announce.ts";
export { tell } from "./tell.ts";
import { watch } from "./connection.ts";
import { keyedFields, wholeFields } from "./fields.ts";
import { keepPopoversInView } from "./popovers.ts";
import { looks } from "./theme.ts";
import { plainPage } from "./plain.ts";

looks();
watch();
wholeFields();
keyedFields();
keepPopoversInView();
plainPage();
