/** A function whose comparisons are counted. */
export interface Subject {
  readonly name: string
  readonly functionName: string
  readonly call: string
  /** The module's text with so many rounds of extra work in each call. */
  readonly text: (extra: number) => string
}

/** Extra work that V8 cannot leave out: a remainder that each round needs of the one before. */
const spend = (extra: number): string => (extra === 0 ? '' : `
  let waste = seed
  for (let k = 0; k < ${extra}; k++) waste = (waste * 31 + k) % 1009
  if (waste === -1) throw new Error('never')`)

/** Of different kinds: computing, allocating, asynchronous, short, long, parsing. */
export const subjects: readonly Subject[] = [
  {
    name: 'computing (edit distance)',
    functionName: 'distance',
    call: "distance('kitten sitting on the mat', 'sitting kitten at the mall')",
    text: (extra) => `let seed = 7
export function distance(a, b) {${spend(extra)}
  let before = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) row[j] = Math.min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
    before = row
  }
  return before[b.length]
}
`,
  },
  {
    name: 'allocating (objects and strings)',
    functionName: 'label',
    call: "label(Array.from({ length: 200 }, (_, i) => ({ id: i, city: 'c' + (i % 17), amount: i * 1.5 })))",
    text: (extra) => `let seed = 7
export function label(rows) {${spend(extra)}
  const made = []
  for (const row of rows) made.push({ key: row.city + row.id, row, parts: [row.id, row.amount, null] })
  return made.filter((each) => each.row.id % 3 === 0)
}
`,
  },
  {
    name: 'asynchronous',
    functionName: 'load',
    call: 'load([1, 2, 3, 4, 5, 6, 7, 8])',
    text: (extra) => `let seed = 7
async function one(id) {
  await null
  return { id, tags: ['a' + id, 'b' + id] }
}
export async function load(ids) {${spend(extra)}
  const all = []
  for (const id of ids) all.push(await one(id))
  return all
}
`,
  },
  {
    name: 'below a microsecond',
    functionName: 'hash',
    call: "hash('the quick brown fox jumps over it')",
    text: (extra) => `let seed = 7
export function hash(text) {${spend(extra)}
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
`,
  },
  {
    name: '10 ms a call (sort)',
    functionName: 'sorted',
    call: "sorted(Array.from({ length: 22000 }, (_, i) => ({ key: (i * 7919) % 10007, at: i })))",
    text: (extra) => `let seed = 7
export function sorted(rows) {${spend(extra)}
  return [...rows].sort((a, b) => a.key - b.key || a.at - b.at)
}
`,
  },
  {
    name: 'parsing (5 kB of JSON)',
    functionName: 'parse',
    call: "parse(JSON.stringify(Array.from({ length: 60 }, (_, i) => ({ id: i, name: 'item ' + i, tags: ['a', 'b'], price: i * 1.25 }))))",
    text: (extra) => `let seed = 7
export function parse(text) {${spend(extra)}
  const rows = JSON.parse(text)
  let sum = 0
  for (const row of rows) sum += row.price
  return sum
}
`,
  },
]
