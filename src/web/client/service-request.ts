/** A call of the service from its own pages, and what is said where it is refused. */

/** A call that was refused: the code of the problem, `UNREACHABLE` where there was no answer. */
export class RequestFault extends Error {
  constructor(
    readonly code: string,
    detail: string,
    /** What was wrong of what was sent, a text each. */
    readonly errors: readonly string[] = [],
  ) {
    super(detail);
  }
}

/** Gives an answer that is none of a fault. Throws RequestFault. */
export async function askService(address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, { credentials: 'same-origin', ...init }).catch((error: unknown) => {
    throw new RequestFault('UNREACHABLE', String(error));
  });
  if (response.ok) return response;
  const told = (await response.json().catch(() => ({}))) as {
    readonly code?: string;
    readonly detail?: string;
    readonly errors?: readonly { readonly path: string; readonly message: string }[];
  };
  const errors = (told.errors ?? []).map(({ path, message }) => `${path} ${message}`);
  throw new RequestFault(told.code ?? 'UNREACHABLE', told.detail ?? String(response.status), errors);
}
