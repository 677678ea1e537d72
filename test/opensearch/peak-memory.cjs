// Loaded before a command that is measured: leaves its largest memory, in kilobytes, in MEMORY_FILE.
process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.MEMORY_FILE, String(process.resourceUsage().maxRSS));
});
