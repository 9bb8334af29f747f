import { countOf } from '../describeRun.ts'
import { markdownCell, markdownCode, markdownText } from '../markdownText.ts'
import type { ComparisonReport } from './comparisonReport.ts'
import type { Listing } from './listing.ts'
import type { FunctionReport, InsightReport, Report } from './report.ts'
import type { ReportTable } from './reportTable.ts'

/** Lines that a reviewer reads; the page has them all. */
const mostLines = 8
const mostInsights = 8
/** A table's cell wraps beyond that. */
const longestLine = 100

/** A report for a pull request, in GitHub's Markdown, ending with a line break. Nothing of the code under test can command it. */
export function reportMarkdown({ functions }: Report): string {
  return `${functions.map(sectionOf).join('\n\n')}\n`
}

function sectionOf({ name, place, headline, message, call, figures, listings, hotFunctions, insights, dismissed, comparison, evidence, warnings, facts }: FunctionReport): string {
  const rest = [
    hotFunctions === null ? '' : table(hotFunctions),
    comparison === null ? '' : bullets(comparison.notes),
    ...evidence.map((each) => `${markdownText(each.title)}:\n\n${table(each)}`),
    `Call: ${markdownCode(call)}`,
    facts.map((each) => markdownText(each)).join('  \n'),
  ]
  const parts = [
    `### Heatline: ${markdownCode(name)} ${markdownText(place)}`,
    message === null ? '' : `**${markdownText(headline)}**: ${markdownText(message)}`,
    comparison === null ? '' : comparisonText(comparison),
    bullets(figures.map((each) => `${each.name}: ${each.value}${each.note === '' ? '' : ` (${each.note})`}`)),
    hottest(listings),
    insights.length === 0 ? '' : `What to change:\n\n${insights.slice(0, mostInsights).map(insightText).join('\n')}`,
    [...(insights.length > mostInsights ? [`and ${countOf(insights.length - mostInsights, 'more recommendation')}`] : []), ...(dismissed === null ? [] : [dismissed])].join(' · '),
    warnings.map((each) => `> ${markdownText(each)}`).join('\n>\n'),
    `<details><summary>How it was measured</summary>\n\n${rest.filter((each) => each !== '').join('\n\n')}\n\n</details>`,
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function comparisonText({ base, verdicts: [first = '', ...others], figures, causes }: ComparisonReport): string {
  return [
    `**${markdownText(first)}**${figures === null ? '' : ` (${markdownText(figures)})`}`,
    bullets(others),
    causes.length === 0 ? '' : `What differs from ${markdownText(base)}:\n\n${bullets(causes)}`,
  ].filter((part) => part !== '').join('\n\n')
}

function bullets(texts: readonly string[]): string {
  return texts.map((each) => `- ${markdownText(each)}`).join('\n')
}

function hottest(listings: readonly Listing[]): string {
  const lines = listings.flatMap(({ file, lines: all }) => all.flatMap((line) => (line.kind === 'line' && line.level > 0 ? [{ file, line }] : [])))
  if (lines.length === 0) return ''
  const shown = lines.toSorted((a, b) => b.line.share - a.line.share).slice(0, mostLines)
  return table({
    title: '',
    columns: ['self', 'time', 'line', ''],
    rows: shown.map(({ file, line: { self, interval, perCall, number, text } }) => [`${self} (${interval})`, perCall, `${file}:${number}`, cut(text.trim())]),
  }, 3)
}

function cut(text: string): string {
  return text.length <= longestLine ? text : `${text.slice(0, longestLine - 1)}…`
}

/** @param code the column that is shown as code; none without */
function table({ columns, rows }: ReportTable, code = -1): string {
  return [row(columns.map(markdownText)), row(columns.map(() => '---')), ...rows.map((cells) => row(cells.map((cell, index) => (index === code && cell !== '' ? markdownCell(cell) : markdownText(cell)))))].join('\n')
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function insightText({ title, weight, place, text, effect, isConfirmed, link }: InsightReport): string {
  return `- **${markdownText(title)}** (${markdownText(weight)}), ${markdownText(place)}  \n  ${markdownText(text)}  \n  ${isConfirmed ? '**' : ''}${markdownText(effect)}${isConfirmed ? '**' : ''}${link === null ? '' : ` · [why](${link})`}`
}
