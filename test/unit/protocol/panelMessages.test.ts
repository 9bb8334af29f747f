import { describe, expect, test } from 'vitest'
import { runsView } from '../../../src/core/presentation/panelModel.ts'
import { readPanelIntent, readPanelMessage, readPanelState } from '../../../src/protocol/panelMessages.ts'

describe('readPanelIntent', () => {
  test.each([
    { kind: 'ready', selectedRunId: null },
    { kind: 'ready', selectedRunId: 'a' },
    { kind: 'selectRun', runId: 'a' },
    { kind: 'openLocation', runId: 'a', file: 'src/a.ts', line: 0 },
    { kind: 'profileAgain', runId: 'a' },
    { kind: 'saveCpuProfile', runId: 'a' },
    { kind: 'saveReport', runId: 'a' },
    { kind: 'measureScaling', runId: 'a' },
    { kind: 'clearRuns' },
    { kind: 'showView', view: 'regressions' },
    { kind: 'showView', view: 'recommendations' },
    { kind: 'tryInsight', insightId: 'a' },
    { kind: 'bringBackInsight', insightId: 'a' },
    { kind: 'applyTuning', tuningId: 'a' },
    { kind: 'selectComparison', comparisonId: 'a' },
    { kind: 'dismiss', comparisonId: 'a' },
    { kind: 'openCause', comparisonId: 'a', cause: 0 },
  ])('%j', (intent) => expect(readPanelIntent(structuredClone(intent))).toEqual(intent))

  test('drops what does not belong', () => {
    expect(readPanelIntent({ kind: 'clearRuns', extra: 1 })).toEqual({ kind: 'clearRuns' })
  })

  test.each([
    null,
    'clearRuns',
    [],
    {},
    { kind: 'runCommand', command: 'rm' },
    { kind: 'selectRun' },
    { kind: 'saveCpuProfile' },
    { kind: 'selectRun', runId: 3 },
    { kind: 'openLocation', runId: 'a', file: 'src/a.ts', line: -1 },
    { kind: 'openLocation', runId: 'a', file: 'src/a.ts', line: '3' },
    { kind: 'openLocation', runId: 'a', file: null, line: 3 },
    { kind: 'openLocation', file: 'a', line: 3 },
    { kind: 'showView', view: 'other' },
    { kind: 'acceptBaseline' },
    { kind: 'applyInsight', insightId: 3 },
    { kind: 'applyTuning', insightId: 'a' },
    { kind: 'openCause', comparisonId: 'a', cause: -1 },
  ])('refuses %j', (value) => expect(readPanelIntent(value)).toBeNull())
})

describe('readPanelMessage', () => {
  test('takes a model', () => {
    const message = { kind: 'model', model: { view: runsView({ runs: [], selectedRunId: null, runningRunId: null, notice: null, scalings: [], loneScalingId: null, excerptOf: () => null }), openRegressions: 0, recommendations: 0 } }
    expect(readPanelMessage(message)).toEqual(message)
  })

  test.each([null, 'model', {}, { kind: 'model' }, { kind: 'model', model: {} }, { kind: 'model', model: { view: { kind: 'other', runs: [] } } }, { kind: 'model', model: { view: { kind: 'runs' } } }, { kind: 'model', model: { view: { kind: 'regressions', runs: [] } } }])(
    'refuses %j',
    (value) => expect(readPanelMessage(value)).toBeNull(),
  )
})

describe('readPanelState', () => {
  test('takes what was kept', () => {
    const state = { view: 'regressions', selectedRunId: 'a', selectedComparisonId: 'b', search: 'parse', group: 'open', goal: 'memory', sort: { lines: { column: 'total', descending: true } }, scrollTop: 120 }
    expect(readPanelState(structuredClone(state))).toEqual(state)
  })

  test.each([undefined, null, 3, { selectedRunId: 3, sort: [], scrollTop: -1 }, { sort: { lines: { column: 3 } } }])('starts afresh from %j', (value) => {
    expect(readPanelState(value)).toEqual({ view: 'runs', selectedRunId: null, selectedComparisonId: null, search: '', group: 'all', goal: 'all', sort: {}, scrollTop: 0 })
  })
})
