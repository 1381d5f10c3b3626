/** What went wrong with something a user gave: a value, never an exception. */
export interface Refusal {
  /** stable, kebab-case, for scripts */
  readonly code: string;
  /** one plain sentence naming what was found */
  readonly message: string;
  /** dotted path of the offending field, or `line:column` of a file; absent when the whole input is meant */
  readonly path?: string;
  /** what the user can do about it */
  readonly remedy: string;
}

export type Result<T, E = Refusal> = Ok<T> | Err<E>;
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}
export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
export const err = <E>(error: E): Err<E> => ({ ok: false, error });
