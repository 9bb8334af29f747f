/** A file relative to a folder with `/`; as it is where it lies outside, or is no file at all (`node:internal/url`). */
export function relativeFile(root: string, file: string): string {
  const separator = root.includes('\\') ? '\\' : '/'
  const folder = root.endsWith(separator) ? root : `${root}${separator}`
  return file.startsWith(folder) ? file.slice(folder.length).replaceAll('\\', '/') : file
}
