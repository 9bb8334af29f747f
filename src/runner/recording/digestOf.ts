import { hash } from 'node:crypto'
import { serialize } from 'node:v8'
import { describeThrown } from '../thrownValue.ts'
import { encodeValue } from './encodeValue.ts'

/** What a call may return at most to be compared, in bytes. */
const mostBytes = 1_000_000

const hashOf = hash

/** Stands for a value: equal for values that are deeply equal, in whatever process and realm; null where it is too large to tell. */
export function digestOf(value: unknown): string | null {
  const encoded = encodeValue(value, { referenceOf: () => null, mostBytes, isLoose: true })
  if (encoded.kind === 'obstacle') return null
  return hashOf('sha1', serialize([encoded.value.root, encoded.value.shapes, encoded.value.nodes]), 'base64')
}

/** Stands for what was thrown: its name and message. */
export function digestOfThrown(thrown: unknown): string {
  const { name, message } = describeThrown(thrown)
  return hashOf('sha1', `${name}: ${message}`, 'base64')
}
