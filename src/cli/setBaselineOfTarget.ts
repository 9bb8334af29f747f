import { HeatlineError } from '../core/heatlineError.ts'
import type { BaselineSetCommand } from './command.ts'
import type { Setting } from './profileTarget.ts'
import type { Target } from './readTarget.ts'

export function setBaselineOfTarget(_command: BaselineSetCommand, _target: Target, _setting: Setting): Promise<number> {
  return Promise.reject(new HeatlineError('not yet'))
}
