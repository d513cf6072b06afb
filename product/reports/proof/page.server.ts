import { fileURLToPath } from 'node:url';

let script: Promise<string> | null = null;

/** The verifying program as one script; made once, from the same sources that the command line verifies by. */
function verifierScript(): Promise<string> {
  script ??= bundled().catch((error: unknown) => {
    script = null;
    throw error;
  });
  return script;
}

async function bundled(): Promise<string> {
  const entry = fileURLToPath(new URL('./page/page.ts', import.meta.url));
  // Loaded when first asked for: most starts do not need it.
  const { build } = await import('vite');
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: true, target: 'es2020', lib: { entry, name: 'verifier', formats: ['iife'] } },
  });
  const outputs = (Array.isArray(made) ? made : [made]).flatMap((one) => ('output' in one ? one.output : []));
  const chunk = outputs.find((one) => one.type === 'chunk');
  if (!chunk) throw new Error('the verifier was not built');
  return chunk.code;
}

const STYLE = `body{font:15px/1.6 system-ui,"Microsoft YaHei","PingFang SC",sans-serif;margin:0 auto;max-width:1000px;padding:16px;color:#1f2329;background:#fff}
h1{font-size:22px}table{border-collapse:collapse;width:100%}th,td{border:1px solid #d0d5dd;padding:4px 8px;text-align:left;vertical-align:top}
.good{color:#0b6b3a}.bad{color:#b42318}#verdict{font-size:18px;font-weight:600}code{word-break:break-all}
button{font:inherit;background:none;border:0;border-bottom:1px solid #1f5fbf;color:#1f5fbf;cursor:pointer;padding:0}
input{display:block;width:100%;max-width:620px;font:inherit;padding:4px 8px;margin-top:4px}svg{max-width:320px;border:1px solid #d0d5dd}circle{fill:#1f5fbf}`;

/** One HTML file that verifies the report it holds, for a reader without the product and without a network. */
export async function verifierPage(texts: ReadonlyMap<string, string>): Promise<string> {
  const data = JSON.stringify(Object.fromEntries(texts)).replaceAll('<', '\\u003c');
  const code = (await verifierScript()).replaceAll('</script', '<\\/script');
  return [
    '<!doctype html>',
    '<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">`,
    `<title>签发报告核验</title><style>${STYLE}</style></head>`,
    '<body><main><p>正在核验……</p></main>',
    `<script type="application/json" id="bundle">${data}</script>`,
    `<script>${code}</script>`,
    '</body></html>',
    '',
  ].join('\n');
}
