import { spawn } from 'node:child_process';

export interface BuiltServer {
  origin: string;
  stop(): void;
}

/** Starts the built server in a process of its own, as in production, on a database that is there. */
export async function startBuilt(url: string, dataDir: string): Promise<BuiltServer> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['src/main.server.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...{ PATH, HOME, NODE_ENV: 'production', DATABASE_URL: url, DATA_DIR: dataDir, PORT: '0' },
      ...{ SCANNER: 'off', LOG_LEVEL: 'error' },
    },
  });
  const port = await new Promise<string>((ready, fail) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      const found = /^READY (\d+)$/m.exec(said)?.[1];
      if (found) ready(found);
    });
    child.once('exit', (code) => fail(new Error(`The server ended (${code}).`)));
  });
  return { origin: `http://localhost:${port}`, stop: () => void child.kill('SIGTERM') };
}
