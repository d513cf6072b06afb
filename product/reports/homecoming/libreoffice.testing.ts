import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A document that a person opens in LibreOffice, changes by finding and replacing, and saves as DOCX. */
export interface OfficeJob {
  readonly docx: Uint8Array;
  readonly replacements: readonly (readonly [from: string, to: string])[];
  /** Saved as ODT first and opened again. */
  readonly isThroughOdt?: boolean;
}

export async function hasLibreOffice(): Promise<boolean> {
  return run('soffice', ['--version'], { timeout: 60_000 }).then(
    () => true,
    () => false,
  );
}

/** Does all jobs in one LibreOffice, by a macro in a profile of its own. */
export async function editedInLibreOffice(jobs: readonly OfficeJob[]): Promise<Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'quantu-home-'));
  try {
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    // The first start makes the profile anew, whatever is in it.
    await run('soffice', [profile, '--headless', '--terminate_after_init'], { timeout: 120_000 });
    const basic = join(folder, 'profile', 'user', 'basic', 'Standard');
    await writeFile(join(basic, 'script.xlb'), LIBRARY);
    await writeFile(join(basic, 'Home.xba'), moduleOf(jobs, folder));
    await Promise.all(jobs.map(({ docx }, at) => writeFile(join(folder, `${at}.docx`), docx)));
    await run('soffice', [profile, '--headless', '--norestore', 'macro:///Standard.Home.Main'], { timeout: 240_000 });
    return await Promise.all(jobs.map((_, at) => readFile(join(folder, `${at}.out.docx`))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const LIBRARY =
  '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">' +
  '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">' +
  '<library:element library:name="Home"/></library:library>';

const text = (value: string): string => `"${value.replaceAll('"', '""')}"`;
const xml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function moduleOf(jobs: readonly OfficeJob[], folder: string): string {
  const lines = jobs.flatMap(({ replacements, isThroughOdt }, at) => {
    const path = (name: string): string => text(join(folder, name));
    const open = (name: string): string => `doc = Opened(${path(name)})`;
    return [
      open(`${at}.docx`),
      ...replacements.map(([from, to]) => `Replace(doc, ${text(from)}, ${text(to)})`),
      ...(isThroughOdt ? [`Save(doc, ${path(`${at}.odt`)}, "writer8")`, open(`${at}.odt`)] : []),
      `Save(doc, ${path(`${at}.out.docx`)}, "MS Word 2007 XML")`,
    ];
  });
  const source = `Function Opened(path)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Opened = StarDesktop.loadComponentFromURL(ConvertToURL(path), "_blank", 0, hidden())
End Function
Sub Replace(doc, wanted, given)
  change = doc.createReplaceDescriptor()
  change.SearchString = wanted
  change.ReplaceString = given
  change.SearchCaseSensitive = True
  doc.replaceAll(change)
End Sub
Sub Save(doc, path, filter)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = filter
  doc.storeToURL(ConvertToURL(path), how())
  doc.close(True)
End Sub
Sub Main
  ${lines.join('\n  ')}
  StarDesktop.terminate()
End Sub
`;
  return `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Home" script:language="StarBasic">${xml(source)}</script:module>`;
}
