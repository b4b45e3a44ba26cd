print("servicedesk")
