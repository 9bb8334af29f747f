import type { PanelModel } from '../core/presentation/panelModel.ts'
import { HeatlinePanel } from './heatlinePanel.ts'
import type { PanelState } from '../protocol/panelMessages.ts'
import { connectToHost } from './panelHost.ts'
import type { PanelHost } from './panelHost.ts'
import { pageStyles } from './panelStyles.ts'

main()

function main(): void {
  const panel = document.querySelector('heatline-panel')
  if (!(panel instanceof HeatlinePanel)) throw new Error('Internal error: the page has no <heatline-panel>')
  if (pageStyles.styleSheet !== undefined) document.adoptedStyleSheets.push(pageStyles.styleSheet)
  start(panel, connectToHost())
}

function start(panel: HeatlinePanel, host: PanelHost): void {
  panel.sort = host.state.sort
  panel.search = host.state.search
  panel.group = host.state.group
  panel.goal = host.state.goal
  let restoreScroll: number | null = host.state.scrollTop
  const selectedRunId = () => (panel.model?.view.kind === 'runs' ? (panel.model.view.selected?.id ?? null) : null)

  host.listen(({ model }) => {
    const before = selectedId(panel.model)
    panel.model = model
    const { view } = model
    const now = selectedId(model)
    if (before !== null && before !== now) restoreScroll = 0
    host.keep({ view: view.kind, ...keptSelection(view.kind, now) })
    if (restoreScroll !== null) void scrollTo(panel, restoreScroll)
    restoreScroll = null
  })
  window.addEventListener('scroll', () => host.keep({ scrollTop: window.scrollY }), { passive: true })

  panel.addEventListener('heatline-select-run', ({ detail: { runId } }) => host.post({ kind: 'selectRun', runId }))
  panel.addEventListener('heatline-clear', () => host.post({ kind: 'clearRuns' }))
  const ofSelected = (kind: 'profileAgain' | 'saveCpuProfile' | 'saveReport' | 'changeInputs' | 'measureScaling') => (): void => {
    const runId = selectedRunId()
    if (runId !== null) host.post({ kind, runId })
  }
  panel.addEventListener('heatline-profile-again', ofSelected('profileAgain'))
  panel.addEventListener('heatline-save-cpu-profile', ofSelected('saveCpuProfile'))
  panel.addEventListener('heatline-save-report', ofSelected('saveReport'))
  panel.addEventListener('heatline-change-inputs', ofSelected('changeInputs'))
  panel.addEventListener('heatline-measure-scaling', ofSelected('measureScaling'))
  panel.addEventListener('heatline-open', ({ detail: { file, line } }) => {
    const runId = selectedRunId()
    if (runId !== null) host.post({ kind: 'openLocation', runId, file, line })
  })
  panel.addEventListener('heatline-sort', ({ detail: { table, sort } }) => {
    panel.sort = { ...panel.sort, [table]: sort }
    host.keep({ sort: panel.sort })
  })

  panel.addEventListener('heatline-show-view', ({ detail: { view } }) => host.post({ kind: 'showView', view }))
  panel.addEventListener('heatline-comparison', ({ detail: { kind, comparisonId } }) => host.post({ kind, comparisonId }))
  panel.addEventListener('heatline-insight', ({ detail: { kind, insightId } }) => host.post({ kind, insightId }))
  panel.addEventListener('heatline-tuning', ({ detail: { kind, tuningId } }) => host.post({ kind, tuningId }))
  panel.addEventListener('heatline-cause', ({ detail: { comparisonId, cause } }) => host.post({ kind: 'openCause', comparisonId, cause }))
  panel.addEventListener('heatline-narrow', ({ detail: { search, group } }) => {
    panel.search = search
    panel.group = group
    host.keep({ search, group })
  })
  panel.addEventListener('heatline-goal', ({ detail: { goal } }) => {
    panel.goal = goal
    host.keep({ goal })
  })

  host.post({ kind: 'ready', selectedRunId: host.state.selectedRunId })
}

function selectedId(model: PanelModel | null): string | null {
  return model === null || model.view.kind === 'recommendations' ? null : (model.view.selected?.id ?? null)
}

function keptSelection(view: PanelModel['view']['kind'], id: string | null): Partial<PanelState> {
  return view === 'runs' ? { selectedRunId: id } : view === 'regressions' ? { selectedComparisonId: id } : {}
}

/** The tables inside are drawn one after the other: their height is known when all are. */
async function scrollTo(panel: HeatlinePanel, top: number): Promise<void> {
  await panel.updateComplete
  requestAnimationFrame(() => requestAnimationFrame(() => window.scrollTo({ top })))
}
