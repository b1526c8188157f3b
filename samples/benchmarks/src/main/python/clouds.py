#!/usr/bin/env python3
"""The Python side of CloudsBenchmark: what is there before it, and two of its contenders.

usage: clouds.py prepare ENDPOINT
       clouds.py {libcloud|boto3} {list|boot|images} ENDPOINT DIRECTORY IMAGE GROUP

`prepare` makes 1,000 instances, a key pair and a security group, and prints an image's id and the group's.
A contender does its operation once for each line it reads, and prints: seconds, how many, its peak memory in KiB.
Connecting is part of the first time; starting Python and importing is not.
"""
import sys
import time

KEY, SECRET, REGION, FLAVOR, NAME = "AKIAMADEUP", "made-up", "us-east-1", "t3.micro", "benchmark"
NODES, LAUNCH, BOOTED = 1000, 10, 10
# The server may take minutes to write down 24,000 images, and whoever gives up sends again.
PATIENCE = 1800


def ec2(endpoint):
    from botocore.config import Config

    return boto3.client("ec2", endpoint_url=endpoint, region_name=REGION, aws_access_key_id=KEY,
                        aws_secret_access_key=SECRET, config=Config(read_timeout=PATIENCE))


def prepare(endpoint):
    client = ec2(endpoint)
    pages = client.get_paginator("describe_instances").paginate()
    there = sum(len(each["Instances"]) for page in pages for each in page["Reservations"])
    if there:
        sys.exit("%s has %d instances already; start the server anew" % (endpoint, there))
    client.create_key_pair(KeyName=NAME)
    group = client.create_security_group(GroupName=NAME, Description="of the benchmark")["GroupId"]
    image = client.describe_images(MaxResults=5)["Images"][0]["ImageId"]
    for i in range(NODES // LAUNCH):
        tags = [{"Key": "Name", "Value": "node-%d" % i}]
        client.run_instances(ImageId=image, InstanceType=FLAVOR, MinCount=LAUNCH, MaxCount=LAUNCH, KeyName=NAME,
                             SecurityGroupIds=[group],
                             TagSpecifications=[{"ResourceType": "instance", "Tags": tags}])
    print(image, group)


class Libcloud:
    """As its documentation says: a call a machine, which is launched with its name."""

    def __init__(self, endpoint, image, group):
        address = urlsplit(endpoint)
        # The server understands no older signature; the rest is libcloud's own choice.
        self.driver = EC2NodeDriver(KEY, SECRET, region=REGION, secure=False, host=address.hostname,
                                    port=address.port, signature_version="4", timeout=PATIENCE)
        self.image = NodeImage(image, image, self.driver)
        self.size = NodeSize(FLAVOR, FLAVOR, 0, 0, 0, 0, self.driver)

    def list(self):
        return self.driver.list_nodes()

    def images(self):
        return self.driver.list_images()

    def boot(self):
        return [self.driver.create_node("libcloud-%d" % i, self.size, self.image, ex_keyname=NAME,
                                        ex_security_groups=[NAME]) for i in range(BOOTED)]


class Boto3:
    """All machines in one launch, and then their names."""

    def __init__(self, endpoint, image, group):
        self.client, self.image, self.group = ec2(endpoint), image, group

    def list(self):
        pages = self.client.get_paginator("describe_instances").paginate()
        return [node for page in pages for each in page["Reservations"] for node in each["Instances"]]

    def images(self):
        return self.client.describe_images()["Images"]

    def boot(self):
        nodes = self.client.run_instances(
            ImageId=self.image, InstanceType=FLAVOR, MinCount=BOOTED, MaxCount=BOOTED, KeyName=NAME,
            SecurityGroupIds=[self.group],
            TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": "group", "Value": NAME}]}])["Instances"]
        for i, node in enumerate(nodes):
            self.client.create_tags(Resources=[node["InstanceId"]],
                                    Tags=[{"Key": "Name", "Value": "boto3-%d" % i}])
        return nodes


def peak_kib():
    """Not getrusage's: that begins with what the program had that started this one."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def contend(kind, operation, endpoint, image, group):
    contender = None
    for _ in sys.stdin:
        begun = time.perf_counter()
        contender = contender or kind(endpoint, image, group)
        count = len(getattr(contender, operation)())
        print(time.perf_counter() - begun, count, peak_kib(), flush=True)


if __name__ == "__main__":
    who = sys.argv[1]
    if who == "libcloud":
        from urllib.parse import urlsplit

        from libcloud.compute.base import NodeImage, NodeSize
        from libcloud.compute.drivers.ec2 import EC2NodeDriver
    else:
        import boto3
    if who == "prepare":
        prepare(sys.argv[2])
    else:
        kinds = {"libcloud": Libcloud, "boto3": Boto3}
        contend(kinds[who], sys.argv[2], sys.argv[3], sys.argv[5], sys.argv[6])
