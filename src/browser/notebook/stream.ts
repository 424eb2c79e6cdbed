/** Wraps bytes so that .NET can read them as a stream, whatever their number. */
export function createStream(bytes: Uint8Array | ArrayBuffer): unknown {
  return (
    window as unknown as { DotNet: { createJSStreamReference(bytes: Uint8Array | ArrayBuffer): unknown } }
  ).DotNet.createJSStreamReference(bytes);
}
