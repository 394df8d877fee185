var a=document.currentScript;async function c(){let t=await fetch("/preview-stamp").catch(()=>null);t?.ok&&await t.text()!==a.dataset.stamp&&location.reload()}setInterval(c,1e3);
