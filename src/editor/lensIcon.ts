/** VS Code lays icon and text of a lens out as a row, which swallows plain spaces between them. */
const gap = '\u00A0'

/** A lens's text after an icon, such as `sync~spin`. */
export function afterIcon(icon: string, text: string): string {
  return `$(${icon})${gap}${text}`
}

/** A lens's text before one. */
export function beforeIcon(text: string, icon: string): string {
  return `${text}${gap}$(${icon})`
}
