// Launch configurations as administrators write them, one kind for each cloud.

const workerConfig = { genericWorker: { config: { idleTimeoutSecs: 600 } } };

/** @param {string} region @param {object} [workerManager] */
export const aws = (region, workerManager = { capacityPerInstance: 1 }) => ({
  region,
  launchConfig: { ImageId: 'ami-0123456789abcdef0', InstanceType: 'm7i.large' },
  workerConfig,
  workerManager,
});

/** @param {string} zone @param {object} [workerManager] */
export const google = (zone, workerManager = { capacityPerInstance: 1 }) => ({
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

/** @param {string} location @param {object} [workerManager] */
export const azure = (location, workerManager = { capacityPerInstance: 1 }) => ({
  location,
  subnetId: `/subscriptions/demo/resourceGroups/lighthouse/providers/Microsoft.Network/virtualNetworks/${location}/subnets/workers`,
  hardwareProfile: { vmSize: 'Standard_D4s_v5' },
  storageProfile: { osDisk: { createOption: 'FromImage', osType: 'Windows' } },
  workerConfig,
  workerManager,
});
