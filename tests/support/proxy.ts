import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Flow = 'pass' | 'swallow';

/** A TCP proxy that fails the way networks do. Its port stays the same while what is behind it comes and goes. */
export class Proxy {
  /** The port behind it; may change when the server comes back on another. */
  target: number;
  /** False refuses new connections, as a cable that is out. */
  open = true;
  /** What happens to bytes on the way there and on the way back. Swallowed bytes are gone, and nobody is told. */
  up: Flow = 'pass';
  down: Flow = 'pass';
  /** Counts what really happened, for a test to assert that its fault took place. */
  readonly counted = { connections: 0, swallowed: 0 };
  readonly #pairs = new Set<Socket>();
  readonly #server = createServer((near) => this.#join(near));

  private constructor(target: number) {
    this.target = target;
  }

  static async before(target: number): Promise<Proxy> {
    const proxy = new Proxy(target);
    await new Promise<void>((listening) => proxy.#server.listen(0, '127.0.0.1', listening));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Breaks every connection at once, as a crash or a lost phone signal does. */
  cut(): void {
    for (const socket of this.#pairs) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((closed) => this.#server.close(closed));
  }

  #join(near: Socket): void {
    if (!this.open) return void near.resetAndDestroy();
    this.counted.connections++;
    const far = connect(this.target, '127.0.0.1');
    this.#carry(near, far, () => this.up);
    this.#carry(far, near, () => this.down);
  }

  #carry(from: Socket, to: Socket, flow: () => Flow): void {
    this.#pairs.add(from);
    from.on('data', (bytes) => {
      if (flow() === 'pass') to.write(bytes);
      else this.counted.swallowed += bytes.length;
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#pairs.delete(from);
      to.destroy();
    });
  }
}
