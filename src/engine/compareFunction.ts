import type { Comparison } from '../core/comparison/comparison.ts'
import type { Thresholds } from '../core/comparison/thresholds.ts'
import { HeatlineError } from '../core/heatlineError.ts'
import type { ProfileRequest } from './profileFunction.ts'
import type { RecordingEvents } from './recordTimeline.ts'

export type BaseChoice = string | null
export type CompareEvents = RecordingEvents
export interface CompareRequest extends ProfileRequest { readonly base: BaseChoice; readonly thresholds: Thresholds; readonly depth: 'single' | 'screen' | 'confirm' }
export async function compareFunction(_request: CompareRequest, _events: CompareEvents, _signal: AbortSignal): Promise<Comparison> {
  return await Promise.reject(new HeatlineError('Nothing compares yet.'))
}
