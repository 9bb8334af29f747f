/** Closes a `switch` over a union: a member without a case is a type error, and a bug when it happens anyway. */
export function assertNever(value: never): never {
  throw new Error(`Internal error: unexpected ${JSON.stringify(value)}`)
}
