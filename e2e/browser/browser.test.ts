import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFaults } from './axe.ts'
import { launchBrowser } from './launch.ts'

const kazakh = 'ӘәҒғҚқҢңӨөҰұҮүҺһІі'
const html = (body: string) =>
  `<!doctype html><html lang="kk"><head><meta charset="utf-8"><title>Білезік</title></head><body><main>${body}</main></body></html>`
const dataUrl = (page: string) => `data:text/html;charset=utf-8,${encodeURIComponent(page)}`

describe('the browser that npm brings', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it('shows every Kazakh letter with a glyph of its own', async () => {
    const page = await browser.newPage()
    await page.goto(dataUrl(html(`<h1>${kazakh}</h1>`)))
    expect(await page.textContent('h1')).toBe(kazakh)
    const drawn = await page.evaluate((letters) => {
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d')
      return letters.split('').map((letter) => {
        context!.clearRect(0, 0, canvas.width, canvas.height)
        context!.font = '48px sans-serif'
        context!.fillText(letter, 10, 80)
        return canvas.toDataURL()
      })
    }, `${kazakh}\uFFFF`)
    // The last one is no character: it shows how a missing glyph looks.
    expect(new Set(drawn).size).toBe(kazakh.length + 1)
    await page.close()
  })

  it('draws with WebGL2 and takes a screenshot of it', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 200 } })
    await page.goto(dataUrl(html('<canvas width="64" height="64"></canvas>')))
    const pixel = await page.evaluate(() => {
      const gl = document.querySelector('canvas')?.getContext('webgl2')
      if (!gl) return undefined
      gl.clearColor(0, 1, 0, 1)
      gl.clear(gl.COLOR_BUFFER_BIT)
      const bytes = new Uint8Array(4)
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, bytes)
      return [...bytes]
    })
    expect(pixel).toEqual([0, 255, 0, 255])
    const png = await page.screenshot()
    expect([...png.subarray(1, 4)]).toEqual([...Buffer.from('PNG')])
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([320, 200])
    await page.close()
  })

  it('finds the serious faults of a page, under a strict content security policy too', async () => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.setHeader(
        'content-security-policy',
        "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
      )
      response.end(html('<h1>Тізім</h1><button></button><img src="x.png">'))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const faults = await seriousFaults(page)
    expect(faults.map((fault) => fault.rule).toSorted()).toEqual(['button-name', 'image-alt'])
    expect(faults.find((fault) => fault.rule === 'button-name')?.targets).toEqual(['button'])
    await page.close()
    server.close()
  })

  it('finds no serious fault in a sound page', async () => {
    const page = await browser.newPage()
    await page.goto(dataUrl(html('<h1>Тізім</h1><button>Алу</button>')))
    expect(await seriousFaults(page)).toEqual([])
    await page.close()
  })
})
