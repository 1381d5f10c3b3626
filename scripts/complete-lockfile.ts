/**
 * Completes the optional, platform-bound entries of package-lock.json, so that `npm ci` works on systems
 * whose binaries the writing machine's registry did not list. Run after `npm install`.
 *
 * An entry's system is read from its name, as the packages that use this scheme write it
 * (`@biomejs/cli-linux-x64-musl`: os linux, cpu x64, libc musl).
 */
import { readFileSync, writeFileSync } from "node:fs";

interface Entry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  license?: string;
  optionalDependencies?: Record<string, string>;
}
const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, Entry> };

const systems = [
  "linux",
  "darwin",
  "win32",
  "android",
  "freebsd",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "aix",
];
const processors = [
  "x64",
  "arm64",
  "arm",
  "ia32",
  "ppc64",
  "ppc64le",
  "s390x",
  "riscv64",
  "loong64",
  "wasm32",
  "mips64el",
];

const system = (name: string): Pick<Entry, "os" | "cpu" | "libc"> | null => {
  const words = name.split(/[/-]/);
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  if (cpu === undefined || (os === undefined && cpu !== "wasm32")) return null;
  const abi = words.at(-1) ?? "";
  const libc = /^musl/.test(abi) ? ["musl"] : /^gnu/.test(abi) ? ["glibc"] : null;
  return {
    cpu: [cpu],
    ...(os === undefined ? {} : { os: [os] }),
    ...(libc && os === "linux" ? { libc } : {}),
  };
};

let added = 0;
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${place}/node_modules/${name}`;
    if (lock.packages[`node_modules/${name}`] || lock.packages[nested]) continue;
    const bound = system(name);
    if (bound === null || !/^\d/.test(version)) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(entry.dev ? { dev: true } : {}),
      ...bound,
      optional: true,
    };
    added++;
  }
}
const head = lock.packages[""];
const sorted = Object.fromEntries(
  Object.entries(lock.packages)
    .filter(([place]) => place !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
lock.packages = { ...(head ? { "": head } : {}), ...sorted };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform entries added`);
