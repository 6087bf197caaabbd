// Launch configurations as administrators write them, one kind for each cloud.

/** A `workerConfig` for generic-worker. @param {object} [config] */
const generic = (config) => ({ genericWorker: { config: { idleTimeoutSecs: 600, ...config } } });

const PATHS = { cachesDir: '/home/caches', downloadsDir: '/home/downloads', tasksDir: '/home' };

/** Workers by what they take. The first says nothing about that. */
export const WORKERS = {
  any: generic(),
  /** Docker-worker payloads and native ones. */
  linux: generic({ ...PATHS, d2gConfig: { enableD2G: true }, maxTaskRunTime: 14_400 }),
  /** Docker-worker payloads only, without what could harm other tasks. */
  docker: generic({
    ...PATHS,
    d2gConfig: { enableD2G: true, allowPrivileged: false, allowKVM: false, allowLoopbackVideo: false },
    disableNativePayloads: true,
    maxTaskRunTime: 7200,
  }),
  native: generic({ ...PATHS, d2gConfig: { enableD2G: false }, maxTaskRunTime: 86_400 }),
  windows: generic({ cachesDir: 'C:\\caches', downloadsDir: 'C:\\downloads', tasksDir: 'C:\\Users' }),
  mac: generic({ ...PATHS, tasksDir: '/Users', capacity: 2 }),
};

const ONE = { capacityPerInstance: 1 };

/** @param {string} region @param {object} [workerManager] @param {object} [workerConfig] */
export const aws = (region, workerManager = ONE, workerConfig = WORKERS.any) => ({
  region,
  launchConfig: { ImageId: 'ami-0123456789abcdef0', InstanceType: 'm7i.large' },
  workerConfig,
  workerManager,
});

/** @param {string} zone @param {object} [workerManager] @param {object} [workerConfig] */
export const google = (zone, workerManager = ONE, workerConfig = WORKERS.any) => ({
  region: zone.slice(0, -2),
  zone,
  machineType: `zones/${zone}/machineTypes/n2-standard-4`,
  scheduling: { onHostMaintenance: 'terminate' },
  disks: [
    {
      type: 'PERSISTENT',
      boot: true,
      autoDelete: true,
      initializeParams: { sourceImage: 'lighthouse-image', diskSizeGb: 60 },
    },
  ],
  networkInterfaces: [{ accessConfigs: [{ type: 'ONE_TO_ONE_NAT' }] }],
  workerConfig,
  workerManager,
});

/** @param {string} location @param {object} [workerManager] @param {object} [workerConfig] */
export const azure = (location, workerManager = ONE, workerConfig = WORKERS.windows) => ({
  location,
  subnetId: `/subscriptions/demo/resourceGroups/lighthouse/providers/Microsoft.Network/virtualNetworks/${location}/subnets/workers`,
  hardwareProfile: { vmSize: 'Standard_D4s_v5' },
  storageProfile: { osDisk: { createOption: 'FromImage', osType: 'Windows' } },
  workerConfig,
  workerManager,
});
