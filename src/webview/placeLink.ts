import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { placeText } from '../core/presentation/placeText.ts'
import type { Place } from '../core/presentation/panelModel.ts'
import { tell } from './panelEvents.ts'

/** A link into the source. */
export function placeLink(place: Place, text: string): TemplateResult {
  const open = (event: Event) => {
    // The editor opens the place; the page stays where it is.
    event.preventDefault()
    if (event.currentTarget !== null) tell(event.currentTarget, 'heatline-open', place)
  }
  return html`<a href="#" title=${placeText(place)} @click=${open}>${text}</a>`
}

/** `cart.ts:9`: in a table the folder is in the title. */
export function shortPlaceText(place: Place): string {
  const text = placeText(place)
  return text.slice(text.lastIndexOf('/') + 1)
}
