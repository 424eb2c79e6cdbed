/** A .NET object that may be called back. */
export interface DotNet {
  invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown>;
}

/** Calls a method back; one that is not there, or a circuit that is gone, is no error here. False when it was not taken. */
export async function invoke(callee: DotNet | null, method: string, ...args: unknown[]): Promise<boolean> {
  if (!callee) return false;
  try {
    await callee.invokeMethodAsync(method, ...args);
    return true;
  } catch (e) {
    console.debug(`${method} was not taken`, e);
    return false;
  }
}
