import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ignorePatterns, repositoryFiles, repositoryRoot, text } from './repository.ts'

// The rules for single files stand in tidy/rules.ts, those for documents in documents.test.ts.

interface Manifest {
  readonly private?: boolean
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const manifests = repositoryFiles().filter((file) => file.endsWith('package.json'))

describe('the repository', () => {
  it('holds no file above 1 MB besides screenshots', () => {
    const files = repositoryFiles().filter((file) => !file.startsWith('docs/images/'))
    expect(files.filter((file) => statSync(join(repositoryRoot, file)).size > 1_000_000)).toEqual([])
  })

  it('ignores by plain names and endings only, which is all that the checks understand', () => {
    expect(ignorePatterns().filter((pattern) => !/^(?:\*\.[a-z]+|\.?[\w.-]+\/?)$/.test(pattern))).toEqual([])
  })

  it.each(manifests)('%s names exact versions and the licence', (file) => {
    const manifest = JSON.parse(text(file)) as Manifest
    const versions = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([])
    expect(manifest.license).toBe('Apache-2.0')
  })

  it('has a manifest in every package', () => {
    const folders = readdirSync(join(repositoryRoot, 'packages'))
    expect(folders.filter((folder) => !manifests.includes(`packages/${folder}/package.json`))).toEqual([])
  })
})
