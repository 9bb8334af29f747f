import { readFileSync } from 'node:fs'

/** A file in a zip archive. */
export interface ZipEntry {
  readonly name: string
  /** Bytes, unpacked. */
  readonly size: number
}

/**
 * The files of a zip archive, from its central directory (PKWARE's APPNOTE, 4.3.12 and 4.3.16).
 * @throws Error when it is no zip archive
 */
export function zipEntries(file: string): readonly ZipEntry[] {
  const bytes = readFileSync(file)
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new Error(`${file} is no zip archive.`)
  const count = bytes.readUInt16LE(end + 10)
  const entries: ZipEntry[] = []
  for (let at = bytes.readUInt32LE(end + 16); entries.length < count;) {
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({ name: bytes.toString('utf8', at + 46, at + 46 + nameLength), size: bytes.readUInt32LE(at + 24) })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}
