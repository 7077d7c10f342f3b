import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anchorHourly } from '#server/anchor.ts';
import { env, readEnv } from '#server/env.ts';
import { securityHeaders } from '#server/headers.ts';
import { faultFields, log } from '#server/log.ts';
import { offeredRealtime } from '#server/realtime.ts';
import { start } from '#server/start.ts';

/** The largest upload and a little for its envelope; each route sets its own lower limit. */
const BODY_SIZE_LIMIT = '52M';
const SHUTDOWN_MS = 10_000;

/**
 * Production entry. The port is taken first, so that a second copy stops before it touches the database;
 * until everything stands, every request is told to come back.
 */
async function main(): Promise<void> {
  const { HOST, PORT } = readEnv(process.env);
  const http = createServer(comeBack);
  const port = await listen(http, PORT, HOST);
  process.env.ORIGIN ??= `http://localhost:${port}`;
  process.env.BODY_SIZE_LIMIT ??= BODY_SIZE_LIMIT;

  const running = await start();
  running.stopLater(anchorHourly(env().DATA_DIR));
  const { handler } = (await import(new URL('../build/handler.js', import.meta.url).href)) as {
    handler: RequestListener;
  };
  http.off('request', comeBack).on('request', guarded(handler));
  const attached = offeredRealtime()?.attach(http);
  if (attached) running.stopLater(() => attached.close());

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void shutDown(http, running.stop));
  process.stdout.write(`READY ${port}\nCommon Ground is on ${env().ORIGIN}\n`);
}

/** The bundle's files and the router's own early refusals do not pass the hooks; these headers are on them too. */
const guarded =
  (handler: RequestListener): RequestListener =>
  (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    response.setHeader('content-security-policy', "frame-ancestors 'none'");
    handler(request, response);
  };

const comeBack: RequestListener = (_request, response) => {
  response
    .writeHead(503, { 'retry-after': '2', 'content-type': 'text/plain; charset=utf-8' })
    .end('Starting. Please try again in a moment.\n');
};

function listen(http: Server, port: number, host: string): Promise<number> {
  return new Promise((listening, fail) => {
    http.once('error', fail);
    http.listen(port, host, () => listening((http.address() as AddressInfo).port));
  });
}

/** Stops taking requests, lets the engine send browsers away and store what it has, then the rest; the database goes last. */
async function shutDown(http: Server, stop: () => Promise<void>): Promise<void> {
  // Whatever hangs, the process is gone in time for the next one to start.
  setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
  const served = new Promise<void>((done) => http.close(() => done()));
  http.closeIdleConnections();
  const stopped = stop();
  setTimeout(() => http.closeAllConnections(), SHUTDOWN_MS / 2).unref();
  await Promise.all([served, stopped]);
  log.info('process.stopped');
  process.exit(0);
}

// One broken promise must not end everybody's meeting: it is written down and the process goes on. A thrown error that
// nobody caught may have left something half done, so after that the process ends and is started again.
process.on('unhandledRejection', (reason) => log.error('process.unhandled-rejection', faultFields(reason)));
process.on('uncaughtException', (error) => {
  log.error('process.uncaught-exception', faultFields(error));
  process.exit(1);
});

await main().catch((error: Error) => {
  process.stderr.write(`Common Ground did not start. ${error.message}\n`);
  process.exit(1);
});
