/** Where the panel's parts are, as its page can load them. */
export interface PanelPageOptions {
  /** URI of `dist/panel.js`. */
  readonly scriptUri: string
  /** Fresh for every page: 128 random bits, base64 or hexadecimal. */
  readonly nonce: string
}

/**
 * The panel's page. Nothing may run in it but the script with the nonce, and nothing be loaded; styles are
 * constructed by the script, which a content security policy does not forbid.
 */
export function panelPage({ scriptUri, nonce }: PanelPageOptions): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Heatline</title>
</head>
<body>
  <heatline-panel></heatline-panel>
  <script nonce="${nonce}" src="${scriptUri.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></script>
</body>
</html>
`
}
