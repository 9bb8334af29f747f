/** How often something happens in a call, for people: `0.25×`, `1×`, `1,200×`, `12.3M×`. Three significant digits where it is no whole number. */
export function formatCount(perCall: number): string {
  if (perCall >= 1e6) return `${Number((perCall / 1e6).toPrecision(3)).toLocaleString('en-US')}M×`
  const rounded = Number.isInteger(perCall) ? perCall : Number(perCall.toPrecision(3))
  return `${rounded.toLocaleString('en-US', { maximumSignificantDigits: 6 })}×`
}
