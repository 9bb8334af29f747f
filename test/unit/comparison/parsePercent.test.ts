import { expect, test } from 'vitest'
import { HeatlineError } from '../../../src/core/heatlineError.ts'
import { parsePercent } from '../../../src/core/parsePercent.ts'

test.each([['15%', 0.15], [' 7.5 % ', 0.075], ['.5%', 0.005], ['200%', 2]])('%s', (text, ratio) => expect(parsePercent('The threshold', text)).toBeCloseTo(ratio, 10))

test.each(['15', '', '%', '0%', '-3%', '0.15', '1e2%', '15 per cent'])('refuses %j and says what to write', (text) => {
  expect(() => parsePercent('The setting heatline.thresholds.time', text)).toThrow(new HeatlineError(`The setting heatline.thresholds.time is \`${text}\`: write a percentage above zero like 15%.`))
})
