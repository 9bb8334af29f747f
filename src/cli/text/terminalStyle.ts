/** How a piece of text looks. `plain` leaves it as it is. */
export type Look = 'plain' | 'bold' | 'dim' | 'hot' | 'warm' | 'good'

/** Colours a text, or leaves it alone where colours are not wanted. */
export type TerminalStyle = (look: Look, text: string) => string

// The sixteen colours follow the terminal's own theme, dark or light.
const codes: Record<Exclude<Look, 'plain'>, readonly [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  hot: [31, 39],
  warm: [33, 39],
  good: [32, 39],
}

/** The style of a stream: colours for people at a terminal. */
export function terminalStyle(colours: boolean): TerminalStyle {
  return (look, text) => {
    if (!colours || look === 'plain' || text === '') return text
    const [on, off] = codes[look]
    return `\u001B[${on}m${text}\u001B[${off}m`
  }
}

/** Whether a stream gets colours. FORCE_COLOR beats NO_COLOR, as in Node itself; see https://no-color.org. */
export function wantsColours(stream: { readonly isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): boolean {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  if (env['NO_COLOR']) return false
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}
