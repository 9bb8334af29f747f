/** Which module format a runner's project is written in. */
export type ProgramFormat = 'esm' | 'commonjs'

/** Where the test writes what its calls took: milliseconds per call, by function, as JSON. */
export const resultVariable = 'HEATLINE_BENCH_RESULT'

/** A module of a shop: plain objects, instances that hold instances, a map. */
const shop = `export class Line {
  constructor(sku, price, count) {
    this.sku = sku
    this.price = price
    this.count = count
  }
}
export class Order {
  constructor(id, customer) {
    this.id = id
    this.customer = customer
    this.lines = []
  }
  total(rate) {
    let total = 0
    for (const line of this.lines) total += line.price * line.count * (line.sku.startsWith('x') ? 1 : 1 + rate)
    return Math.round(total * 100) / 100
  }
}
export function group(rows, by) {
  const groups = new Map()
  for (const row of rows) {
    const key = by === 'city' ? row.customer.city : row.status
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { key, count: 1, sum: row.amount, ids: [row.id] })
    else {
      group.count += 1
      group.sum += row.amount
      group.ids.push(row.id)
    }
  }
  return [...groups.values()].sort((a, b) => b.sum - a.sum)
}
`

/**
 * Calls each function often enough that V8 has optimised it, with inputs of many sizes; the median batch of the second half, in processor
 * time, for other programs take turns.
 */
const body = `
  const orders = Array.from({ length: 60 }, (_, i) => {
    const order = new Order(i, { name: 'n' + i, city: 'c' + (i % 7) })
    for (let j = 0; j <= (i * 7) % 90; j++) order.lines.push(new Line((j % 5 === 0 ? 'x' : 'y') + j, 1 + j * 0.25, 1 + (j % 3)))
    return order
  })
  const lists = Array.from({ length: 60 }, (_, i) => Array.from({ length: 20 + i }, (_each, j) => (
    { id: i * 100 + j, status: j % 4 === 0 ? 'open' : 'done', amount: j * 1.5, customer: { name: 'n' + j, city: 'c' + (j % 9) } }
  )))
  let sink = 0
  const time = (calls, call) => {
    for (let i = 0; i < calls / 2; i++) sink += call(i)
    const batch = calls / 40
    const times = []
    for (let from = calls / 2; from < calls; from += batch) {
      const start = process.cpuUsage()
      for (let i = from; i < from + batch; i++) sink += call(i)
      const { user, system } = process.cpuUsage(start)
      times.push((user + system) / 1000 / batch)
    }
    return times.sort((a, b) => a - b)[10]
  }
  const result = {
    'Order.total': time(600_000, (i) => orders[i % 60].total(0.2)),
    group: time(150_000, (i) => group(lists[i % 60], i % 2 === 0 ? 'city' : 'status').length),
  }
  if (!(sink > 0)) throw new Error('nothing was done')
  if (process.env.${resultVariable}) fs.writeFileSync(process.env.${resultVariable}, JSON.stringify(result))
`

/** The files of a project whose tests call the shop's functions. */
export function recordedProgram(format: ProgramFormat, runner: 'vitest' | 'jest' | 'mocha' | 'node'): Readonly<Record<string, string>> {
  const names = ['Line', 'Order', 'group']
  const isEsm = format === 'esm'
  const extension = isEsm ? 'mjs' : 'js'
  const imports = {
    vitest: `import { test } from 'vitest'`, node: `import { test } from 'node:test'`, jest: '', mocha: 'const test = (name, body) => it(name, body).timeout(60_000)',
  }[runner]
  const end = runner === 'vitest' || runner === 'jest' ? '}, 60_000)' : '})'
  const head = isEsm
    ? `${imports}\nimport fs from 'node:fs'\nimport { ${names.join(', ')} } from '../src/shop.mjs'\n`
    : `${imports}\nconst fs = require('node:fs')\nconst { ${names.join(', ')} } = require('../src/shop')\n`
  const needs = runner === 'node' ? { scripts: { test: 'node --test' } } : { devDependencies: { [runner]: '1' } }
  return {
    'package.json': JSON.stringify({ name: 'shop', private: true, ...needs }),
    [`src/shop.${extension}`]: isEsm ? shop : `${shop.replaceAll(/^export /gm, '')}module.exports = { ${names.join(', ')} }\n`,
    [`test/shop.test.${extension}`]: `${head}test('shop', () => {${body}${end}\n`,
  }
}
