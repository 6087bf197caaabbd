import { or, orAbsent, orNull, type SampleObject } from '../sample.js';
import { API, CONTRIBUTOR, common, NODE_ID, OWNER, reactions, TIME, urls, user } from './objects.js';

/** The actions on a release. The service renders for all of them. */
export const RELEASE_ACTIONS: readonly string[] = [
  'published',
  'unpublished',
  'created',
  'edited',
  'deleted',
  'prereleased',
  'released',
];

const RELEASE = `${API}/repos/${OWNER}/example/releases/7`;

const release: SampleObject = {
  ...urls(RELEASE, { url: '', assets_url: '/assets' }),
  upload_url: 'https://uploads.github.com/repos/octo/example/releases/7/assets{?name,label}',
  html_url: `https://github.com/${OWNER}/example/releases/tag/v1.2.3`,
  id: 7,
  node_id: NODE_ID,
  tag_name: 'v1.2.3',
  target_commitish: 'main',
  name: orNull('Version 1.2.3'),
  body: orNull('What is new.'),
  draft: or(false, true),
  prerelease: or(false, true),
  immutable: false,
  author: user(CONTRIBUTOR),
  created_at: orNull(TIME, 'rarely'),
  updated_at: TIME,
  published_at: orNull(TIME),
  assets: or(
    [
      {
        url: `${RELEASE}/assets/1`,
        browser_download_url: `https://github.com/${OWNER}/example/releases/download/v1.2.3/a.zip`,
        id: 14,
        node_id: NODE_ID,
        name: 'a.zip',
        label: orNull('An archive'),
        state: 'uploaded',
        content_type: 'application/zip',
        size: 1000,
        digest: 'sha256:00',
        download_count: 0,
        created_at: TIME,
        updated_at: TIME,
        uploader: orAbsent(user(CONTRIBUTOR), 'rarely'),
      },
    ],
    [],
  ),
  tarball_url: orNull(`${API}/repos/${OWNER}/example/tarball/v1.2.3`),
  zipball_url: orNull(`${API}/repos/${OWNER}/example/zipball/v1.2.3`),
  mentions_count: orAbsent(1, 'often'),
  reactions: orAbsent(reactions(RELEASE), 'often'),
  discussion_url: orAbsent(`https://github.com/${OWNER}/example/discussions/17`, 'elsewhere'),
};

/** The state of a release after an action. */
const AFTER_ACTION: Readonly<Record<string, SampleObject>> = {
  published: { draft: false, published_at: TIME },
  unpublished: { published_at: null },
  prereleased: { draft: false, prerelease: true },
  released: { draft: false, prerelease: false },
};

/** The body for an action on a release. */
export const releaseBody = (action: string): SampleObject => ({
  action,
  release: { ...release, ...(Object.hasOwn(AFTER_ACTION, action) && AFTER_ACTION[action]) },
  ...common,
  ...(action === 'edited' && {
    changes: { name: orAbsent({ from: 'Version 1' }, 'often'), body: orAbsent({ from: 'Nothing is new.' }, 'often') },
  }),
});
