import { dirname } from 'node:path';

const OURS = '\0websocket-only:';

/**
 * The line is a websocket and nothing else, because the server takes no other. So the library's ways around one are left
 * out of what a browser is sent.
 *
 * @returns {import('vite').Plugin}
 */
export const websocketOnly = () => ({
  name: 'websocket-only',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === './transports/index.js' && importer?.includes('engine.io-client') ? OURS + dirname(importer) : null,
  load: (id) =>
    id.startsWith(OURS)
      ? `import { WS } from '${id.slice(OURS.length)}/transports/websocket.js';
         export const transports = { websocket: WS };`
      : null,
});
