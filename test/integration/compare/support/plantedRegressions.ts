/** A regression that was planted: `<name>/base` and `<name>/current` among the fixtures. */
export interface PlantedRegression {
  readonly name: string
  readonly extension: 'ts' | 'js'
  readonly functionName: string
  readonly expression: string
  /** Texts of the lines that may be named first: one, or those of a loop that was added. In the current text, or in the base's where they are gone. */
  readonly right: readonly string[]
}

/** The ten kinds that a cause must be found of, each among other changes of the same commit. */
export const plantedRegressions: readonly PlantedRegression[] = [
  { name: 'addedLoop', extension: 'ts', functionName: 'totalsByCustomer', expression: 'totalsByCustomer(makeOrders(400))', right: ['for (const other of orders) {', 'if (other === order) break', 'if (other.customer === order.customer) earlier++'] },
  { name: 'lostCache', extension: 'ts', functionName: 'render', expression: 'render(makeTemplate())', right: ['const parts = parse(text)'] },
  { name: 'compiledPattern', extension: 'ts', functionName: 'errorLines', expression: 'errorLines(makeLines())', right: ["const word = new RegExp(`^${level}\\\\b.*?(\\\\d+)$`, index < 0 ? '' : 'i')"] },
  { name: 'copyPerCall', extension: 'ts', functionName: 'replay', expression: 'replay(makeState(), makeActions())', right: ['const items = [...state.items]'] },
  { name: 'slowerLibrary', extension: 'js', functionName: 'styleText', expression: 'styleText(makeStyle())', right: ['const property = deburr(kebabCase(name))'] },
  { name: 'shapeChange', extension: 'ts', functionName: 'comfort', expression: 'comfort(makeReadings())', right: ['if (entry.source === undefined) delete entry.source'] },
  { name: 'addedAwait', extension: 'ts', functionName: 'loadRights', expression: 'loadRights(makeUsers())', right: ['sum += await rightsOf(group)'] },
  { name: 'quadraticConcat', extension: 'ts', functionName: 'leafPaths', expression: 'leafPaths(makeTree(5))', right: ['paths = paths.concat(own)'] },
  { name: 'extraParse', extension: 'ts', functionName: 'handleBatch', expression: 'handleBatch(makeMessages())', right: ['const value: unknown = JSON.parse(body)'] },
  { name: 'loggingCall', extension: 'ts', functionName: 'schedule', expression: 'schedule(makeJobs())', right: ["if (job.id % 50 === 0) console.log('scheduled', job.id, { missing })"] },
]
