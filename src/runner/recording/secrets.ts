import { types } from 'node:util'

/** The words of a key that say that its value is a secret. */
const secretWords = /^(?:passwords?|passwd|pwd|passphrase|secrets?|authorization|cookies?|credentials?|apikeys?)$/
const secretPairs = /(?:^|_)(?:api|private|access|secret|session)_?keys?(?:_|$)|(?:^|_)pass_?(?:word|phrase)(?:_|$)|set_cookie/

type Suspicion = 'none' | 'secret' | 'token'

/** Keys are few, and asked for at every property. */
const known = new Map<string, Suspicion>()
const mostKnown = 10_000

/**
 * Does a key look as if its value were a secret? A token is one where it is a text: a parser's tokens are objects.
 * @param value what stands under it
 */
export function isSecretKey(key: unknown, value: unknown): boolean {
  if (typeof key !== 'string' || key.length > 100) return false
  let suspicion = known.get(key)
  if (suspicion === undefined) {
    suspicion = suspect(key)
    if (known.size < mostKnown) known.set(key, suspicion)
  }
  return suspicion === 'secret' || (suspicion === 'token' && (typeof value === 'string' || isTexts(value)))
}

function suspect(key: string): Suspicion {
  const words = key.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z\d]+/)
  if (words.some((word) => secretWords.test(word)) || secretPairs.test(words.join('_'))) return 'secret'
  return words.some((word) => /^(?:auth)?tokens?$|^jwt$/.test(word)) ? 'token' : 'none'
}

/** What stands for a secret: a text as long, so that what goes by its length stays the same. */
export function placeholderOf(secret: string): string {
  return '*'.repeat(secret.length)
}

function isTexts(value: unknown): boolean {
  return !types.isProxy(value) && Array.isArray(value) && value.length > 0 && value.length < 20 && value.every((each) => typeof each === 'string')
}
