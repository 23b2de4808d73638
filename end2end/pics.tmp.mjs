import { chromium } from '@playwright/test';
import { readFileSync, mkdirSync } from 'node:fs';
const base='http://127.0.0.1:4800';
const out=readFileSync('/tmp/pics/out.txt','utf8')+readFileSync('/tmp/pics/err.txt','utf8');
const link=r=>out.split('\n').find(l=>l.includes(r)).match(/http\S+/)[0];
const browser=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking']});
const jobs=JSON.parse(readFileSync(process.argv[2],'utf8'));
mkdirSync('/tmp/pics/shots',{recursive:true});
const states={};
import { existsSync, writeFileSync } from 'node:fs';
for (const role of ['visitor','administrator','facilitator','commissioner','civil','state']) {
  if (!jobs.some(j=>j.role===role)) continue;
  const file=`/tmp/pics/state-${role}.json`;
  if (role!=='visitor' && !existsSync(file)) {
    const c=await browser.newContext(); const p=await c.newPage();
    await p.goto(link(role==='civil'?'civil society':role==='state'?'(state)':role));
    await p.locator('main form button').click(); await p.waitForLoadState();
    await c.storageState({path:file}); await c.close();
  }
  states[role]=role==='visitor'?undefined:file;
}
for (const j of jobs) {
  const c=await browser.newContext({storageState:states[j.role],viewport:{width:j.w??1280,height:j.h??900},colorScheme:j.dark?'dark':'light',locale:j.lang??'en',reducedMotion:'reduce'});
  const p=await c.newPage();
  if (j.print) await p.emulateMedia({media:'print'});
  const r=await p.goto(base+j.path+(j.lang?(j.path.includes('?')?'&':'?')+'lang='+j.lang:''));
  await p.screenshot({path:`/tmp/pics/shots/${j.name}.png`,fullPage:j.full??true});
  const over=await p.evaluate(()=>document.documentElement.scrollWidth-document.documentElement.clientWidth);
  console.log(j.name,r.status(),over>0?`OVERFLOW ${over}`:'');
  await c.close();
}
await browser.close();
