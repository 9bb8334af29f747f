/** What a profile collects beyond hot lines and times, which each has: nothing, what concerns memory, what concerns waiting, or all there is. */
export const profileKinds = ['cpu', 'memory', 'io', 'full'] as const

export type ProfileKind = (typeof profileKinds)[number]

export function isProfileKind(value: unknown): value is ProfileKind {
  return profileKinds.some((kind) => kind === value)
}
