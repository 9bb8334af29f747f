import { toOneBased } from '../position.ts'

/** A place as people write it: `src/cart.ts:9`. @param place its line is 0-based */
export function placeText(place: { readonly file: string; readonly line: number }): string {
  return `${place.file}:${toOneBased(place.line)}`
}
