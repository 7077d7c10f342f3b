/**
 * Puts the engine on Vite's own http server, so that `npm run dev` has live pages. The hooks are loaded through Vite, as
 * Kit loads them: importing them plainly would make a second engine. When the engine's or a live handler's code
 * changes, the dev server starts again, because an engine cannot be attached twice.
 * @returns {import('vite').Plugin}
 */
export const realtimeInDev = () => ({
  name: 'realtime-in-dev',
  apply: 'serve',
  configureServer(server) {
    if (!server.httpServer || process.env.VITEST) return;
    const http = /** @type {import('node:http').Server} */ (server.httpServer);
    http.once('listening', async () => {
      const hooks = await server.ssrLoadModule('/src/hooks.server.ts');
      await hooks.init?.();
      const { offeredRealtime } = await server.ssrLoadModule('/src/server/realtime.ts');
      const attached = offeredRealtime()?.attach(http);
      http.once('close', () => attached?.close());
    });
  },
  handleHotUpdate({ file, server }) {
    if (/\/src\/(realtime\/(server|define)|hooks\.server|domain\/\w+\/(live\.server|events))/.test(file))
      void server.restart();
  },
});
