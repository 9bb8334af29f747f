import { expect, test } from 'vitest'
import { coresOf, usableCores } from '../../../src/engine/child/cores.ts'

test.each([
  ['0', [0]],
  ['0-3', [0, 1, 2, 3]],
  ['0-1,8,10-11', [0, 1, 8, 10, 11]],
  ['', []],
  ['what', []],
])('the cores in %j', (list, cores) => expect(coresOf(list)).toEqual(cores))

test.runIf(process.platform === 'linux')('this process may run somewhere', () => expect(usableCores().length).toBeGreaterThan(0))
