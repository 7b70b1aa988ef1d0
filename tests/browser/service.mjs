// A service of its own for a file of tests: a new store in a folder that goes away with it, filled by commands, and
// `serve` on a free port. HT_PROGRAM names the program, HT_NOW the hour at which it plays.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = process.env.HT_PROGRAM;
export const now = process.env.HT_NOW ?? '2021-04-27T08:00';
export const login = 'can.bo';
export const password = 'mot-cau-dai-de-nho';

export class Service {
  constructor(language = 'vi') {
    this.folder = mkdtempSync(join(tmpdir(), 'hiepthuong-browser-'));
    this.settings = join(this.folder, 'hiepthuong.yaml');
    this.file('hiepthuong.yaml', `store: test.db\nlanguage: ${language}\ngateway:\n  profile: file\n  base: sms.jsonl\n`);
  }

  file(name, content) {
    const path = join(this.folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  }

  // Runs a command and returns what it printed.
  run(...command) {
    return execFileSync(program, ['--config', this.settings, '--now', now, ...command], {
      cwd: this.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  // The tables of a sample, an election, and an account that may do everything in it.
  fill(sample, area) {
    this.run('sample', sample, 'tables');
    this.run('election', 'create', '--code', 'demo', '--law', '85-2015', '--polling-day', '2021-05-23');
    this.run('import', 'tables');
    this.addAccount(login, area);
  }

  addAccount(name, area) {
    this.run('user', 'add', name, '--password-file', this.file('password', password));
    this.run('user', 'grant', name, 'administrator');
    this.run('user', 'grant', name, 'province', '--area', area);
  }

  // Resolves when the service says where it listens; `printed` keeps all that it said until then.
  async start() {
    this.process = spawn(program, ['--config', this.settings, '--now', now, 'serve', '--listen', '127.0.0.1:0'], {
      cwd: this.folder, stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.printed = '';
    for await (const line of createInterface({ input: this.process.stdout })) {
      this.printed += `${line}\n`;
      const found = line.match(/http:\/\/[0-9.:]+/);
      if (found) {
        this.address = found[0];
        return;
      }
    }
    throw new Error('the service ended before it listened');
  }

  stop() {
    this.process?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
