import { expect, test } from 'vitest'
import { inTemporaryFolder } from '../../support/inTemporaryFolder.ts'
import { nodes } from '../../support/nodes.ts'
import { profileFile } from '../../support/profileFile.ts'

// Few calls, so that the loop stays in Maglev's code: it peels loops, and books the calls of the peeled round on the loop's line.
test.each(nodes().map(({ version, path }) => [version, path]))('a loop around long built-in calls takes no time of its own, on Node %s', async (_, nodePath) => {
  const code = `export function prices(amounts, currency) {
  const texts = []
  for (const amount of amounts) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    texts.push(format.format(amount))
  }
  return texts
}
`
  await inTemporaryFolder({ 'package.json': '{ "type": "module" }', 'prices.js': code }, async (root) => {
    const run = await profileFile({ root, file: 'prices.js', functionName: 'prices', nodePath, workload: { kind: 'call', expression: "prices(Array.from({ length: 60 }, (_, i) => i * 1.37), 'EUR')", origin: 'option' } })
    const shareOf = (line: number): number => run.attribution?.lines.find((each) => each.line === line)?.self.share ?? 0
    expect(shareOf(2)).toBeLessThan(0.05)
    expect(shareOf(3) + shareOf(4)).toBeGreaterThan(0.9)
  })
})
