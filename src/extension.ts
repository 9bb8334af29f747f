import * as vscode from 'vscode'
import { BaselineCommand } from './editor/baselineCommand.ts'
import { BaseTexts } from './editor/baseTexts.ts'
import { registerCommands } from './editor/commands.ts'
import { CompareCommand } from './editor/compareCommand.ts'
import { ComparisonActions } from './editor/comparisonActions.ts'
import { ComparisonDiagnostics } from './editor/comparisonDiagnostics.ts'
import { ComparisonFixes } from './editor/comparisonFixes.ts'
import { ComparisonPainter } from './editor/comparisonPainter.ts'
import { ComparisonPlaces } from './editor/comparisonPlaces.ts'
import { Comparisons } from './editor/comparisons.ts'
import { ComparisonView } from './editor/comparisonView.ts'
import { Dismissals } from './editor/dismissals.ts'
import { EditJournal } from './editor/editJournal.ts'
import { showFigureMenu } from './editor/figureMenu.ts'
import { FunctionIndex } from './editor/functionIndex.ts'
import { FunctionLenses } from './editor/functionLenses.ts'
import { HeatHover } from './editor/heatHover.ts'
import { showHeatMenu } from './editor/heatMenu.ts'
import { HeatPainter } from './editor/heatPainter.ts'
import { HeatStatus } from './editor/heatStatus.ts'
import { HotLines } from './editor/hotLines.ts'
import { goToHotLine } from './editor/hotLineNavigation.ts'
import { isFunctionReference } from './editor/functionReference.ts'
import { InsightActions } from './editor/insightActions.ts'
import { InsightCommand } from './editor/insightCommand.ts'
import { InsightPainter } from './editor/insightPainter.ts'
import { Insights } from './editor/insights.ts'
import { MeasureScalingCommand } from './editor/measureScalingCommand.ts'
import { Panel } from './editor/panel.ts'
import { forgetPermissions } from './editor/permissions.ts'
import { ProfileCommand } from './editor/profileCommand.ts'
import { Profiler } from './editor/profiler.ts'
import { keepProfilingContext } from './editor/profilingContext.ts'
import { ProgramCommands } from './editor/programCommands.ts'
import { TuneActions } from './editor/tuneActions.ts'
import { TuneCommand } from './editor/tuneCommand.ts'
import { Tunings } from './editor/tunings.ts'
import { Turns } from './editor/turns.ts'
import { ProgramProfiler } from './editor/programProfiler.ts'
import { RunQueue } from './editor/runQueue.ts'
import { Runs } from './editor/runs.ts'
import { SaveCpuProfile } from './editor/saveCpuProfile.ts'
import { SaveReport } from './editor/saveReport.ts'
import { Scalings } from './editor/scalings.ts'
import { ScriptLenses } from './editor/scriptLenses.ts'
import { showError } from './editor/showError.ts'
import { isRunPlace, SourceLinks } from './editor/sourceLinks.ts'
import { TestLenses } from './editor/testLenses.ts'
import { TryChangeCommand } from './editor/tryChangeCommand.ts'
import { putOnTerminalPath } from './editor/terminalPath.ts'

/** Builds the parts and registers them. What is heavy (parser, bundler, engine) loads when it is first needed. */
export function activate(context: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel('Heatline', { log: true })
  const runs = new Runs(context.workspaceState)
  const scalings = new Scalings(context.workspaceState)
  const comparisons = new Comparisons(context.workspaceState)
  const journal = new EditJournal()
  const index = new FunctionIndex(journal)
  const queueChanged = new vscode.EventEmitter<void>()
  const queue = new RunQueue(() => queueChanged.fire())
  const lenses = new FunctionLenses(index, runs, scalings, comparisons, queue, queueChanged.event)
  const hotLines = new HotLines(runs, index, journal, context.workspaceState)
  const links = new SourceLinks(runs, journal)
  const places = new ComparisonPlaces(comparisons, index, journal)
  const baseTexts = new BaseTexts(comparisons)
  const actions = new ComparisonActions(comparisons, places, baseTexts, journal, runs)
  const comparisonView = new ComparisonView(comparisons, places, actions, queue, queueChanged.event)
  const dismissals = new Dismissals()
  const insights = new Insights(journal, dismissals)
  const tunings = new Tunings()
  const panel = new Panel(context.extensionUri, runs, scalings, links, comparisonView, insights, tunings)
  const installation = { directory: context.asAbsolutePath('dist'), version: HEATLINE_VERSION }
  const turns = new Turns(queue, channel)
  const profiler = new Profiler(installation, runs, turns, journal)
  const compareCommand = new CompareCommand(index, profiler, comparisons)
  const baselines = new BaselineCommand(index)
  const insightCommand = new InsightCommand(index, profiler, insights, dismissals)
  const tuneCommand = new TuneCommand(index, profiler, runs, tunings)
  const tryChangeCommand = new TryChangeCommand(index, profiler)
  const profileCommand = new ProfileCommand(index, profiler, compareCommand, insights)
  const programs = new ProgramCommands(new ProgramProfiler(installation, runs, turns, journal), () => panel.showRuns())
  const scaling = new MeasureScalingCommand(index, profiler, runs, scalings)
  const cpuProfile = new SaveCpuProfile(index, profiler, runs)
  const report = new SaveReport(runs, insights, comparisons)

  const commands = registerCommands({
    profileFunction: (argument) => profileCommand.profile(argument),
    profileEverything: (argument) => profileCommand.profile(argument, 'full'),
    changeCall: (argument) => profileCommand.changeCall(argument),
    changeInputs: (argument) => profileCommand.changeInputs(argument),
    saveCpuProfile: (argument) => cpuProfile.save(argument),
    saveReport: (argument) => report.save(argument),
    profileTest: (argument) => programs.profileTest(argument),
    profileScript: (argument) => programs.profileScript(argument),
    measureScaling: (argument) => scaling.measure(argument),
    compare: (argument) => compareCommand.compare(argument),
    setBaseline: (argument) => baselines.set(argument),
    acceptBaseline: (argument) => baselines.accept(argument),
    showComparison: (argument) => panel.showRegressions(argument),
    showDifference: (argument) => actions.showDifference(argument),
    dismissComparison: (argument) => actions.dismiss(argument),
    showRecommendations: () => panel.showRecommendations(),
    tryInsight: (argument) => insightCommand.try(argument),
    tryChange: (argument) => tryChangeCommand.try(argument),
    applyInsight: (argument) => insightCommand.apply(argument),
    dismissInsight: (argument) => insightCommand.dismiss(argument),
    bringBackInsight: (argument) => insightCommand.bringBack(argument),
    tuneConstant: (argument) => tuneCommand.tune(argument),
    tuneAgain: (argument) => tuneCommand.again(argument),
    applyTuning: (argument) => tuneCommand.apply(argument),
    openTuning: (argument) => tuneCommand.open(argument),
    dismissTuning: (argument) => tuneCommand.dismiss(argument),
    bringBackComparison: (argument) => actions.bringBack(argument),
    cancel: (argument) => queue.cancel(isFunctionReference(argument) ? argument : null),
    nextHotLine: () => goToHotLine(hotLines, 'next'),
    previousHotLine: () => goToHotLine(hotLines, 'previous'),
    toggleHeat: () => hotLines.setVisible(!hotLines.isVisible),
    clearHeat: () => runs.show(null),
    toggleSelfTotal: () => hotLines.toggleTime(),
    toggleShareOf: () => hotLines.toggleShareOf(),
    showFigures: () => showFigureMenu(hotLines),
    showMenu: () => showHeatMenu(hotLines),
    forgetPermissions,
    openPanel: (argument) => panel.show(argument),
    openPlace: (argument) => (isRunPlace(argument) ? links.open(argument) : undefined),
    showOutput: () => channel.show(true),
  }, (error) => showError(error, channel))

  putOnTerminalPath(context)
  context.subscriptions.push(
    channel, runs, scalings, comparisons, places, baseTexts, comparisonView, new ComparisonDiagnostics(comparisons, places), new ComparisonPainter(places, baseTexts), new ComparisonFixes(places), dismissals, insights, new InsightActions(insights), tunings, new TuneActions(), journal, index, queueChanged, lenses, new TestLenses(queue, queueChanged.event), new ScriptLenses(queue, queueChanged.event), hotLines, new HeatPainter(hotLines, baseTexts), new HeatHover(hotLines, scalings), new InsightPainter(insights),
    new HeatStatus(hotLines), panel, commands, keepProfilingContext(queue, queueChanged.event),
    // A window that closes takes its runs with it.
    new vscode.Disposable(() => queue.cancel(null)),
  )
}

/** Set by the build. */
declare const HEATLINE_VERSION: string
