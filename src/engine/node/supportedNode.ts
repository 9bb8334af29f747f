/** The first with `node:sqlite` without a flag and `--permission` under its stable name. */
export const oldestSupportedNode = '22.13'

/** @param version without the `v`: `24.21.0` */
export function isSupportedNode(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 13)
}
