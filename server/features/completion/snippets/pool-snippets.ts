import { type Entries, hole, type Whole } from './sketch.js';

/** In seconds: half an hour, four days, two hours. */
const LIFECYCLE: Entries = {
  registrationTimeout: hole(1800),
  reregistrationTimeout: hole(345600),
  queueInactivityTimeout: hole(7200),
};

/** `launchConfig`: one for the provider. */
function poolOn(cloud: string, providerId: string, launchConfig: Entries): Whole {
  return {
    label: `worker pool on ${cloud}`,
    detail: 'a whole worker pool',
    entries: {
      workerPoolId: hole('provisioner/worker-type'),
      providerId: hole(providerId),
      description: hole('Workers for tests'),
      owner: hole('me@example.com'),
      emailOnError: true,
      config: {
        minCapacity: hole(0),
        maxCapacity: hole(10),
        lifecycle: LIFECYCLE,
        launchConfigs: [{ ...launchConfig, workerConfig: {}, workerManager: { capacityPerInstance: hole(1) } }],
      },
    },
  };
}

export const GOOGLE_POOL = poolOn('Google Cloud', 'google', {
  region: hole('us-central1'),
  zone: hole('us-central1-a'),
  machineType: hole('zones/us-central1-a/machineTypes/n2-standard-4'),
  disks: [
    {
      type: 'PERSISTENT',
      boot: true,
      autoDelete: true,
      initializeParams: { sourceImage: hole('projects/my-project/global/images/my-image'), diskSizeGb: hole(60) },
    },
  ],
  networkInterfaces: [{ accessConfigs: [{ type: 'ONE_TO_ONE_NAT' }] }],
  scheduling: { onHostMaintenance: 'terminate' },
});

export const AWS_POOL = poolOn('AWS', 'aws', {
  region: hole('us-west-2'),
  launchConfig: { ImageId: hole('ami-0123456789abcdef0'), InstanceType: hole('m6i.large') },
});

export const COMMUNITY_POOL: Whole = {
  label: 'worker pool',
  detail: 'a whole worker pool',
  entries: {
    owner: hole('me@example.com'),
    emailOnError: true,
    imageset: hole('generic-worker-ubuntu-24-04'),
    cloud: hole('gcp'),
    minCapacity: hole(0),
    maxCapacity: hole(10),
    lifecycle: LIFECYCLE,
    machineTypes: { 'zones/{zone}/machineTypes/n2-standard-4': hole(1) },
  },
};
