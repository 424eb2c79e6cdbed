interface Blazor {
  start(options: unknown): Promise<void>;
}
interface Builder {
  withUrl(url: string, options: unknown): Builder;
}

const webSockets = 1, // of SignalR's transports
  address = new URL("_blazor", document.baseURI);
address.protocol = address.protocol.replace("http", "ws");

// On its way while the page is still read: Blazor begins when it is whole, and would ask two questions first.
let early: WebSocket | null = new WebSocket(address);
const opened = new Promise<boolean>(tell => {
  early?.addEventListener("open", () => tell(true));
  early?.addEventListener("error", () => tell(false));
});

/** Gives SignalR the socket that is open already, once; a later one, after a break, is new. */
const Socket = new Proxy(WebSocket, {
  construct(make, args: ConstructorParameters<typeof WebSocket>) {
    const socket = early;
    early = null;
    if (socket?.readyState !== WebSocket.OPEN) return new make(...args);
    queueMicrotask(() => socket.onopen?.(new Event("open")));
    return socket;
  },
});

// Where something on the way lets no socket through, SignalR finds another way by itself.
const options = {
  initializers: { beforeStart: [], afterStarted: [] },
  configureSignalR: (builder: Builder) => builder.withUrl("_blazor", { skipNegotiation: true, transport: webSockets, WebSocket: Socket }),
};

function begin(): void {
  void opened.then(open => (window as unknown as { Blazor: Blazor }).Blazor.start(open ? { circuit: options } : {}));
}

// At once when the page is whole: modules run afterwards, while the server answers.
if (document.readyState === "loading") document.addEventListener("readystatechange", begin, { once: true });
else begin();
