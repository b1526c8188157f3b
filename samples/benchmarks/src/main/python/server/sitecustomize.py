"""Mends moto before the server starts, which Python does for whoever has this directory on its PYTHONPATH.

EC2 makes MaxCount instances, or as many as it has room for, at least MinCount; moto makes MinCount of them. Clients that
allow for fewer, as cloudmesh and jclouds do, would be given one.
"""
try:
    from moto.ec2.responses.instances import InstanceResponse
except ImportError:
    InstanceResponse = None

if InstanceResponse:
    original = InstanceResponse.run_instances

    def as_many_as_wanted(self):
        self.params["MinCount"] = self.params["MaxCount"]
        return original(self)

    InstanceResponse.run_instances = as_many_as_wanted
