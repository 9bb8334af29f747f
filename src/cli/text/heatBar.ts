const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A share from 0 to 1 as a bar of `cells` cells, in steps of an eighth; never empty for what is not nothing. */
export function heatBar(share: number, cells: number): string {
  const steps = share > 0 ? Math.max(1, Math.round(Math.min(share, 1) * cells * 8)) : 0
  return ('█'.repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? '')).padEnd(cells)
}
