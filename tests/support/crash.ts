import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ORIGIN } from './engine.ts';
import type { Place } from './live.ts';
import { Proxy } from './proxy.ts';

/** Moments at which the process can be made to die: around the log's own statement, and around the snapshot's. */
export type CrashPoint = 'before-commit' | 'after-commit' | 'before-snapshot';

const child = fileURLToPath(new URL('../faults/child.ts', import.meta.url));
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((one) => one.kill('SIGKILL')));

/** An engine in a process of its own behind a proxy: it may die and come back, and browsers find it where it was. */
export class Mortal implements Place {
  readonly origin = ORIGIN;
  readonly proxy: Proxy;
  readonly #databaseUrl: string;
  #process: ChildProcess | null = null;
  #said = '';

  private constructor(databaseUrl: string, proxy: Proxy) {
    this.#databaseUrl = databaseUrl;
    this.proxy = proxy;
  }

  /** Starts it; `dieAt` makes it kill itself at the given hit of a named point. */
  static async start(databaseUrl: string, dieAt?: { point: CrashPoint; hit: number }): Promise<Mortal> {
    const mortal = new Mortal(databaseUrl, await Proxy.before(0));
    await mortal.live(dieAt);
    return mortal;
  }

  get socketUrl(): string {
    return this.proxy.url;
  }

  /** How often it died at this point: a fault that never happened proves nothing. */
  deathsAt(point: CrashPoint): number {
    return this.#said.split(`DIED ${point}\n`).length - 1;
  }

  get alive(): boolean {
    return this.#process !== null && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Starts the process, again if it died. Resolves when it takes connections. */
  async live(dieAt?: { point: CrashPoint; hit: number }): Promise<void> {
    const env = { DATABASE_URL: this.#databaseUrl, DIE_AT: dieAt?.point ?? '', DIE_ON_HIT: String(dieAt?.hit ?? 0) };
    const started = spawn(process.execPath, [child], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#process = started;
    running.add(started);
    let said = '';
    this.proxy.target = await new Promise<number>((ready, fail) => {
      started.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
        this.#said += chunk;
        const port = /READY (\d+)/.exec(said)?.[1];
        if (port) ready(Number(port));
      });
      started.once('exit', (code) => {
        running.delete(started);
        fail(new Error(`The engine ended (${code}) before it was ready.`));
      });
    });
  }

  /** As a power cut. Resolves when it is gone. */
  async kill(): Promise<void> {
    const dying = this.#process!;
    const gone = this.alive ? new Promise((exit) => dying.once('exit', exit)) : null;
    dying.kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    await this.kill();
    await this.proxy.close();
  }
}
