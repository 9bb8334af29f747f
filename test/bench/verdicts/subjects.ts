/** A function whose comparisons are counted. */
export interface Subject {
  readonly name: string
  readonly functionName: string
  readonly call: string
  /**
   * The module's text with so many rounds of extra work in each call: of the function's own kind, since a core that shares its
   * silicon slows one kind of work more than another, and a slowdown of 3% must be one there too. Some of it is
   * in the base too, which the same machine code is then made of. It is kept in `seed`, or V8 would leave it out.
   */
  readonly text: (extra: number) => string
}

/** Of different kinds: computing, allocating, asynchronous, short, long, parsing. */
export const subjects: readonly Subject[] = [
  {
    name: 'computing (edit distance)',
    functionName: 'distance',
    call: "distance('kitten sitting on the mat', 'sitting kitten at the mall')",
    text: (extra) => `let seed = 7
export function distance(a, b) {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) row[j] = Math.min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
    before = row
  }
  {
    let cell = 0
    for (let k = 0; k < ${40 + extra}; k++) cell = Math.min(cell + 1, before[k & 15] + 1, before[(k + 1) & 15] + (a[k & 15] === b[(k + 3) & 15] ? 0 : 1))
    seed = cell
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
export function label(rows) {
  const made = []
  for (const row of rows) made.push({ key: row.city + row.id, row, parts: [row.id, row.amount, null] })
  {
    const more = []
    for (let k = 0; k < ${10 + extra}; k++) more.push({ key: rows[k & 127].city + rows[k & 127].id, row: rows[k & 127], parts: [k, rows[k & 127].amount, null] })
    seed = more.length
  }
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
export async function load(ids) {
  const all = []
  for (const id of ids) all.push(await one(id))
  {
    const more = []
    for (let k = 0; k < ${2 + extra}; k++) more.push({ id: k, tags: ['a' + k, 'b' + k] })
    seed = more.length
  }
  return all
}
`,
  },
  {
    name: 'below a microsecond',
    functionName: 'hash',
    call: "hash('the quick brown fox jumps over it')",
    text: (extra) => `let seed = 7
export function hash(text) {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  for (let k = 0; k < ${8 + extra}; k++) value = Math.imul(value ^ text.charCodeAt(k), 0x01000193)
  return value >>> 0
}
`,
  },
  {
    name: '10 ms a call (sort)',
    functionName: 'sorted',
    call: "sorted(Array.from({ length: 22000 }, (_, i) => ({ key: (i * 7919) % 10007, at: i })))",
    text: (extra) => `let seed = 7
export function sorted(rows) {
  for (let k = 0; k < ${10 + extra}; k++) seed = rows.slice(64 * (k & 255), 64 * (k & 255) + 64).sort((a, b) => a.key - b.key || a.at - b.at).length
  return [...rows].sort((a, b) => a.key - b.key || a.at - b.at)
}
`,
  },
  {
    name: 'parsing (5 kB of JSON)',
    functionName: 'parse',
    call: "parse(JSON.stringify(Array.from({ length: 60 }, (_, i) => ({ id: i, name: 'item ' + i, tags: ['a', 'b'], price: i * 1.25 }))))",
    text: (extra) => `let seed = 7
export function parse(text) {
  const rows = JSON.parse(text)
  let sum = 0
  for (const row of rows) sum += row.price
  for (let k = 0; k < ${4 + extra}; k++) seed = JSON.parse('[{"id":1,"price":1.25}]')[0].price
  return sum
}
`,
  },
]
